package org.chemoloop.label.print;

import java.sql.Connection;
import java.sql.SQLException;

/** The way to the database of the jobs; it may be closed for now. */
public interface Connections {
    Connection open() throws SQLException;
}

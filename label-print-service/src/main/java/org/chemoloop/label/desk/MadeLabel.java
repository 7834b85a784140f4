package org.chemoloop.label.desk;

import org.chemoloop.label.layout.Stock;

/**
 * A label as a file.
 *
 * @param template name and version of the template that drew it
 */
public record MadeLabel(byte[] file, String template, Stock stock, int pages) {}

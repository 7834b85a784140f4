package org.chemoloop.label.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A folder that takes labels as files, for a spooler of the machine or for nobody. */
record FileLine(Path folder, String ending) implements Printer.Line {

    /** Whole or not at all: it is moved to its name when all of it is written. */
    @Override
    public Sent send(byte[] label) {
        String name = UUID.randomUUID().toString();
        try {
            Files.createDirectories(folder);
            Path unfinished = Files.write(folder.resolve("." + name), label);
            Files.move(unfinished, folder.resolve(name + ending), StandardCopyOption.ATOMIC_MOVE);
            return new Sent.Printed();
        } catch (IOException unwritable) {
            return new Sent.NotSent("can't write to " + folder + ": " + unwritable.getMessage());
        }
    }

    @Override
    public Condition condition() {
        Path existing = folder;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing != null && Files.isWritable(existing)
                ? Condition.good()
                : Condition.not("can't write to " + folder);
    }

    @Override
    public String address() {
        return "file:" + folder;
    }
}

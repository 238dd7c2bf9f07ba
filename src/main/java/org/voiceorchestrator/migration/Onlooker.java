package org.voiceorchestrator.migration;

/// Somebody who watches a migration, and may want it to stop. Called from the thread that works at it.
public interface Onlooker {
    /// So many bytes will be read, all in all.
    void toRead(long bytes);

    /// So many bytes more have been read.
    void read(long bytes);

    /// A file is checked.
    void checked(MigrationFile file);

    /// A file is done with, for good or ill.
    void ended(MigrationFile file);

    /// Asked often: once it is so, the file that is being imported is given up, and what is in stays in.
    boolean stopped();
}

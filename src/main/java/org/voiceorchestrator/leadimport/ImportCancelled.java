package org.voiceorchestrator.leadimport;

/// Somebody has cancelled the import that is running; thrown inside it, so that its transaction is undone.
final class ImportCancelled extends RuntimeException {
    private static final long serialVersionUID = 1;

    ImportCancelled(String by) {
        super("cancelled by " + by);
    }
}

package org.voiceorchestrator.security;

/// The names of the [Role]s, as they stand in tokens and in `@Secured`.
public final class Roles {
    public static final String ADMIN = "admin";
    public static final String SUPERVISOR = "supervisor";
    public static final String AGENT = "agent";
    public static final String VIEWER = "viewer";
    public static final String SERVICE = "service";

    private Roles() {}
}

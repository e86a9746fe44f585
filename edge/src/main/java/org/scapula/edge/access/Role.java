package org.scapula.edge.access;

/// What people and systems are at a clinic, in the words of a token's `roles`.
public final class Role {

    public static final String PATIENT = "patient";
    public static final String CLINICIAN = "clinician";
    /// Writes the clinic's catalogue.
    public static final String EDITOR = "editor";
    /// A scheduling system.
    public static final String INTEGRATOR = "integrator";
    public static final String ADMIN = "admin";

    private Role() {}
}

package org.scapula.planner.event;

/// Why an attempt to tell a receiver failed.
public enum Failure {
    /// Its name leads nowhere, or to a machine that may not be called. Which of the two, nobody is told: whoever
    /// asks would learn name by name what there is inside.
    NOT_ALLOWED,
    /// Nobody took the connection, or it was lost.
    NO_CONNECTION,
    /// It does not prove to be who it should be.
    NOT_TRUSTED,
    /// No answer in time, from it or from whoever knows where its name leads.
    TIMEOUT,
    /// It answered with a status that is neither 2xx nor a redirect.
    REFUSED,
    /// It wanted the event told elsewhere; nobody is sent on.
    REDIRECTED,
    /// It was stopped before it could be told.
    STOPPED;

    /// As it was noted. Older versions noted which names lead nowhere.
    static Failure noted(String name) {
        return name.equals("UNKNOWN_NAME") ? NOT_ALLOWED : valueOf(name);
    }
}

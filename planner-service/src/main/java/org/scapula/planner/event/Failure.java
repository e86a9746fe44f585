package org.scapula.planner.event;

/// Why an attempt to tell a receiver failed.
public enum Failure {
    /// Its name leads nowhere.
    UNKNOWN_NAME,
    /// Its name leads to a machine that may not be called.
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
    STOPPED
}

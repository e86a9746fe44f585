package org.scapula.catalog.content;

/// What kind of work is cited.
public enum SourceKind {
    ARTICLE,
    GUIDELINE,
    STUDY,
    POLICY
}

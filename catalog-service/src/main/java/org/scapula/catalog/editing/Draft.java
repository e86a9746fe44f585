package org.scapula.catalog.editing;

import java.util.Optional;

/// A version that is not published yet, and what is shipped under the same slug, if anything.
record Draft(Version version, Optional<Version> replaces) {}

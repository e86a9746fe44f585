package org.scapula.catalog.exercise;

import java.util.Optional;

/// A page as it is sent: an [ExercisePage], put together from views that stand ready.
record ReadyPage(String etag, byte[] json, Optional<String> next) {}

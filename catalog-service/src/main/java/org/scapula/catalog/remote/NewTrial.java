package org.scapula.catalog.remote;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// What the planner shall try: the clinic's catalogue of this version with this exercise in it, or without it.
///
/// `exercise` is the exercise as it would be answered; absent where it would be gone.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record NewTrial(String catalogVersion, String slug, Optional<JsonNode> exercise) {}

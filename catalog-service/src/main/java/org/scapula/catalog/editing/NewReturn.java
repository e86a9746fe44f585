package org.scapula.catalog.editing;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Sends a draft back to who writes it.
@Schema(description = "Why a draft is sent back.", examples = "{\"note\": \"Step 2 says nothing of the elbows.\"}")
public record NewReturn(
        @NotBlank
        @Size(max = 2000)
        @Schema(
                description = "For whoever writes it; kept with the draft until it is submitted again.",
                examples = "Step 2 says nothing of the elbows.",
                required = true)
        String note) {}

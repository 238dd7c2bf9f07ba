package org.voiceorchestrator.http;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// For the published interface: the parameters that every list takes. A [Listing] reads them.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Parameter(
        name = "page",
        in = ParameterIn.QUERY,
        description = "From 1; a page past the end is 404.",
        schema = @Schema(type = "integer", minimum = "1", defaultValue = "1"))
@Parameter(
        name = "page_size",
        in = ParameterIn.QUERY,
        description = "How many on a page, at most 1000.",
        schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "50"))
@Parameter(
        name = "search",
        in = ParameterIn.QUERY,
        description = "Text anywhere in the searched fields, letter case ignored.",
        schema = @Schema(type = "string"))
@Parameter(
        name = "ordering",
        in = ParameterIn.QUERY,
        description = "A field, - in front for descending, several by comma.",
        schema = @Schema(type = "string"))
public @interface ListParameters {}

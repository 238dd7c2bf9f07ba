package org.voiceorchestrator.http;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What many routes have in common, for the specification of the API. The schemas and parameters that are named here
/// stand in `src/main/openapi/shared.yml`.
public final class ApiDoc {
    private static final String DETAIL = "#/components/schemas/Detail";

    private ApiDoc() {}

    /// One has to be signed in.
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @SecurityRequirement(name = "bearer")
    @ApiResponse(
            responseCode = "401",
            description = "No access token, or none that is good any longer",
            content = @Content(schema = @Schema(ref = DETAIL)))
    @ApiResponse(
            responseCode = "403",
            description = "Not for a user of this role",
            content = @Content(schema = @Schema(ref = DETAIL)))
    public @interface SignedIn {}

    /// The pages of a list. Its filters, and what can be searched and ordered, are its own.
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Parameter(name = "page", in = ParameterIn.QUERY, ref = "#/components/parameters/page")
    @Parameter(name = "page_size", in = ParameterIn.QUERY, ref = "#/components/parameters/page_size")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, ref = "#/components/parameters/cursor")
    @ApiResponse(
            responseCode = "400",
            description = "An unknown value of a filter, an unknown field in `ordering`, or no cursor of this list",
            content = @Content(schema = @Schema(ref = "#/components/schemas/FieldErrors")))
    @ApiResponse(
            responseCode = "404",
            description = "A page past the end",
            content = @Content(schema = @Schema(ref = DETAIL)))
    public @interface Paged {}

    /// A list of things that have names.
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Parameter(
            name = "search",
            in = ParameterIn.QUERY,
            description = "Part of the name",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "ordering",
            in = ParameterIn.QUERY,
            description = "By `created_at` or `name`, or by several with a comma between; `-` in front for descending",
            schema = @Schema(type = "string"))
    public @interface Named {}

    /// A list of things that are in use or not.
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Parameter(name = "is_active", in = ParameterIn.QUERY, schema = @Schema(type = "boolean"))
    public @interface Active {}

    /// What is sent may be wrong.
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ApiResponse(
            responseCode = "400",
            description = "What is wrong, field by field",
            content = @Content(schema = @Schema(ref = "#/components/schemas/FieldErrors")))
    public @interface Invalid {}

    /// What the path names may not be there, or not for this user.
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ApiResponse(
            responseCode = "404",
            description = "Not there, or not to be seen by this user",
            content = @Content(schema = @Schema(ref = DETAIL)))
    public @interface Missing {}

    /// The state that something is in may forbid it.
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ApiResponse(
            responseCode = "409",
            description = "The state it is in forbids it; nothing was changed",
            content = @Content(schema = @Schema(ref = "#/components/schemas/Error")))
    public @interface Conflict {}

    /// It can be sent again without harm. Belongs on every POST of those who are signed in.
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Parameter(name = "Idempotency-Key", in = ParameterIn.HEADER, ref = "#/components/parameters/idempotency_key")
    @ApiResponse(
            responseCode = "422",
            description = "The `Idempotency-Key` was used for another request",
            content = @Content(schema = @Schema(ref = DETAIL)))
    public @interface Once {}

    /// A field that need not be sent.
    @Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
    @Retention(RetentionPolicy.RUNTIME)
    @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
    public @interface MayBeLeftOut {}

    /// An object of any fields with any values.
    @Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
    @Retention(RetentionPolicy.RUNTIME)
    @Schema(type = "object", additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    public @interface FreeForm {}
}

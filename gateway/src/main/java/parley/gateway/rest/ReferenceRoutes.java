package parley.gateway.rest;

import java.util.List;
import parley.gateway.api.ApiDocuments;

/** {@code /v1/openapi.json} and {@code /v1/asyncapi.json}: what can be said here, for programs. */
final class ReferenceRoutes {
    private final ApiDocuments documents;
    private final Answers answers;

    ReferenceRoutes(ApiDocuments documents, Answers answers) {
        this.documents = documents;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/openapi.json", Access.ANYONE, _ -> answers.ok(documents.openApi())),
                Endpoint.get("/v1/asyncapi.json", Access.ANYONE, _ -> answers.ok(documents.asyncApi())));
    }
}

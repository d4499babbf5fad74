package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A way to hold a connection of a node open. */
enum Door {
    SOCKET {
        @Override
        Visit knock(Visitor visitor, String space) {
            var heard = new CompletableFuture<Optional<Refused>>();
            var opened = visitor.api()
                    .http()
                    .newWebSocketBuilder()
                    .header("Authorization", "Bearer " + visitor.api().token())
                    .header("X-Forwarded-For", visitor.address())
                    .subprotocols("parley.v1.json")
                    .buildAsync(visitor.api().socket(), new FirstWord(heard))
                    .whenComplete((_, failure) -> {
                        if (failure != null) {
                            heard.complete(refusal(failure));
                        }
                    });
            return new Visit(heard, () -> {
                var _ = opened.thenAccept(WebSocket::abort);
            });
        }
    },
    STREAM {
        @Override
        Visit knock(Visitor visitor, String space) throws Exception {
            var hello = Api.JSON.createObjectNode().put("op", "hello").put("v", 1);
            var made = visitor.api()
                    .call("POST", "/v1/rt/streams", hello, "X-Forwarded-For", visitor.address())
                    .expect(201);
            return open(visitor, "/v1/rt/streams/" + made.body().path("id").asText());
        }
    },
    LISTENER {
        @Override
        Visit knock(Visitor visitor, String space) {
            return open(visitor, "/v1/spaces/%s/stream".formatted(space));
        }
    },
    POLL {
        @Override
        Visit knock(Visitor visitor, String space) throws Exception {
            var head = visitor.api()
                    .get("/v1/spaces/%s/snapshot".formatted(space))
                    .expect(200)
                    .body()
                    .path("seq")
                    .asLong();
            return open(visitor, "/v1/spaces/%s/events?after=%d&wait=30".formatted(space, head));
        }
    };

    /** Says hello, and is in with the first answer. */
    private record FirstWord(CompletableFuture<Optional<Refused>> heard) implements WebSocket.Listener {

        @Override
        public void onOpen(WebSocket socket) {
            socket.request(1);
            var _ = socket.sendText("{\"op\":\"hello\",\"v\":1}", true);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            heard.complete(Optional.empty());
            return null;
        }
    }

    /** Somebody, at the address that a trusted proxy names. */
    record Visitor(Api api, String address) {}

    /**
     * Why somebody was not let in.
     *
     * @param retryAfter seconds, as the header says; empty without one
     */
    record Refused(int status, String retryAfter, JsonNode problem) {}

    /**
     * One attempt to come in.
     *
     * @param answer empty where they were let in; not there yet while a request waits
     */
    record Visit(CompletableFuture<Optional<Refused>> answer, Runnable leave) {

        boolean refused() {
            return answer.isDone() && answer.join().isPresent();
        }
    }

    abstract Visit knock(Visitor visitor, String space) throws Exception;

    private static Visit open(Visitor visitor, String path) {
        // A client of its own, as the end of it is the end of its connection.
        var http = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(visitor.api().address().resolve(URI.create(path)))
                .header("Authorization", "Bearer " + visitor.api().token())
                .header("X-Forwarded-For", visitor.address())
                .method("GET", BodyPublishers.noBody())
                .build();
        var answer = http.sendAsync(request, BodyHandlers.ofInputStream())
                .thenApplyAsync(Door::refusal)
                .toCompletableFuture();
        return new Visit(answer, http::shutdownNow);
    }

    /** Whoever hears anything is in; a request that waits hears nothing for long. */
    private static Optional<Refused> refusal(HttpResponse<InputStream> response) {
        try {
            if (response.statusCode() == 200) {
                assertThat(response.body().read()).isNotNegative();
                return Optional.empty();
            }
            return Optional.of(refused(response, new String(response.body().readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException cut) {
            throw new CompletionException(cut);
        }
    }

    private static Optional<Refused> refusal(Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof WebSocketHandshakeException handshake) {
            var response = handshake.getResponse();
            return Optional.of(refused(response, String.valueOf(response.body())));
        }
        throw new CompletionException(failure);
    }

    private static Refused refused(HttpResponse<?> response, String body) {
        try {
            return new Refused(
                    response.statusCode(),
                    response.headers().firstValue("Retry-After").orElse(""),
                    Api.JSON.readTree(body));
        } catch (JsonProcessingException broken) {
            throw new CompletionException(broken);
        }
    }
}

package parley.agent.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parley.ledger.Usage;

/** How a call to a model ended. A failure is data, never an exception. */
public sealed interface ModelReply {

    /**
     * The model finished.
     *
     * @param usage as the provider reported it; null where it reported none
     */
    record Finished(String text, @Nullable Usage usage, FinishReason reason) implements ModelReply {}

    /**
     * The model did not finish.
     *
     * @param detail for administrators; carries no secret and no message text
     * @param retryAfter how long the provider asks to wait; null where it does not say
     * @param partial what had been streamed before
     */
    record Failed(Kind kind, String detail, @Nullable Duration retryAfter, String partial) implements ModelReply {}

    /** Why the model stopped writing. */
    enum FinishReason {
        STOP,
        LENGTH,
        CONTENT_FILTER
    }

    /** What went wrong, and with it what may be done next. */
    enum Kind {
        /** Never sent: nothing to pay. */
        NOT_SENT(true, false),
        /** 429: the provider wants callers to wait; nothing to pay. */
        RATE_LIMITED(true, false),
        /** 408, 5xx with a complete answer: nothing to pay. */
        PROVIDER(true, false),
        /** No byte for too long, or a stream cut short: what was used is not known. */
        INTERRUPTED(true, true),
        /** The prompt does not fit the model. */
        CONTEXT_TOO_LONG(false, false),
        /** 400, 404: the request is wrong, and will be again. */
        REJECTED(false, false),
        /** 401, 403, or no key at all. */
        UNAUTHORISED(false, false),
        /** Stopped by us: what was used is not known. */
        CANCELLED(false, true),
        /** The total deadline passed: what was used is not known. */
        TIMEOUT(false, true);

        private final boolean retryable;
        private final boolean usageUnknown;

        Kind(boolean retryable, boolean usageUnknown) {
            this.retryable = retryable;
            this.usageUnknown = usageUnknown;
        }

        /** Whether another attempt may succeed. */
        public boolean retryable() {
            return retryable;
        }

        /** Whether the provider may charge for the call although it did not finish. */
        public boolean usageUnknown() {
            return usageUnknown;
        }
    }
}

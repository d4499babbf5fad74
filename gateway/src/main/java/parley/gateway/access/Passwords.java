package parley.gateway.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Argon2id hashes of passwords, computed on a few threads of their own: each costs memory and time on purpose. */
public final class Passwords implements AutoCloseable {
    private static final int LENGTH_MIN = 12;
    private static final int LENGTH_MAX = 256;

    /** How long a password has to be, for those whose password is not. */
    public static final String ALLOWED = LENGTH_MIN + " to " + LENGTH_MAX + " characters";

    /** The least that the OWASP password storage cheat sheet recommends. */
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

    private static final int SALT_BYTES = 16;
    private static final int THREADS = 2;
    private static final int WAITING = 256;

    private final ThreadPoolExecutor threads;
    private final String nobodys = fittedByNothing();

    public Passwords() {
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().name("passwords-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Whether somebody may choose a password; the one rule wherever one is chosen. */
    public static boolean allowed(String password) {
        return password.length() >= LENGTH_MIN && password.length() <= LENGTH_MAX;
    }

    /** Fails with {@link RejectedExecutionException} where too many are waiting. */
    public CompletionStage<String> hash(String password) {
        return compute(() ->
                Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2).getResult());
    }

    /**
     * Whether a password fits, in the same time whether there is a hash or not, so that the time tells nothing about who exists. Fails
     * with {@link RejectedExecutionException} where too many are waiting.
     *
     * @param hash null where there is none to fit: never true
     */
    public CompletionStage<Boolean> matches(String password, @Nullable String hash) {
        return hash == null
                ? compute(() -> fits(password, nobodys)).thenApply(_ -> false)
                : compute(() -> fits(password, hash));
    }

    /** As costly to compare with as any hash, and made without the cost of one: no password is known to lead to it. */
    private static String fittedByNothing() {
        var random = new SecureRandom();
        return "$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        ARGON2.getVersion(),
                        ARGON2.getMemory(),
                        ARGON2.getIterations(),
                        ARGON2.getParallelism(),
                        base64(random, SALT_BYTES),
                        base64(random, ARGON2.getOutputLength()));
    }

    private static String base64(SecureRandom random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static boolean fits(String password, String hash) {
        return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    }

    private <T> CompletionStage<T> compute(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(full);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}

package parley.persistence.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.japi.Util;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.persistence.jdbc.journal.dao.DefaultJournalDao;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.Serializers;
import org.apache.pekko.stream.Materializer;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import scala.util.Try;
import slick.jdbc.JdbcBackend.JdbcDatabaseDef;
import slick.jdbc.JdbcProfile;

/** The journal plug-in's own access to its tables, but for writes, which go through one {@link GroupCommit}. */
public final class GroupCommitJournal extends DefaultJournalDao {

    private final Serialization serialization;
    private final GroupCommit commits;

    /** Called by the plug-in, which names this class in its settings. */
    public GroupCommitJournal(
            JdbcDatabaseDef database,
            JdbcProfile profile,
            JournalConfig settings,
            Serialization serialization,
            ExecutionContext executor,
            Materializer materializer) {
        super(database, profile, settings, serialization, executor, materializer);
        this.serialization = serialization;
        var listener = materializer.system().settings().setup().get(CommitSetup.class);
        commits = GroupCommit.start(
                database.source()::createConnection,
                listener.map(CommitSetup::listener).orElse(CommitListener.NONE));
        materializer.system().registerOnTermination(commits::close);
    }

    @Override
    public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> writes) {
        var answers = CollectionConverters.asJava(writes).stream()
                .map(write -> commits.store(rows(write)))
                .toList();
        return FutureConverters.asScala(CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(_ -> Util.immutableSeq(List.of())));
    }

    private List<@Nullable Object[]> rows(AtomicWrite write) {
        return CollectionConverters.asJava(write.payload()).stream()
                .map(this::row)
                .toList();
    }

    private @Nullable Object[] row(PersistentRepr event) {
        var serializer = serialization.findSerializerFor(event.payload());
        return new @Nullable Object[] {
            event.persistenceId(),
            event.sequenceNr(),
            event.writerUuid(),
            event.timestamp(),
            event.manifest(),
            serializer.toBinary(event.payload()),
            serializer.identifier(),
            Serializers.manifestFor(serializer, event.payload())
        };
    }
}

package parley.persistence.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import parley.persistence.schema.UnusableStoreException;
import parley.space.MemberId;
import parley.space.Message;
import parley.space.SpaceId;

/**
 * Finds messages by their words: an index in a directory of this process. It can be made again from the database at any
 * time, and is, where it is missing or damaged. How far it has got is committed with it.
 */
public final class SearchIndex implements AutoCloseable {

    private static final String CHANGED = "changed";

    /** Memory for what is not written yet. */
    private static final double BUFFER_MEGABYTES = 16;

    private final IndexWriter writer;
    private final SearcherManager searchers;
    private long changed;

    /** Where a message is. */
    public record Place(SpaceId space, long ordinal) {}

    private SearchIndex(IndexWriter writer) throws IOException {
        this.writer = writer;
        searchers = new SearcherManager(writer, null);
        changed = committed(writer);
    }

    /** Opens the index in a directory, empty where there is none. */
    public static SearchIndex open(Path directory) {
        try {
            return new SearchIndex(writer(directory));
        } catch (LockObtainFailedException locked) {
            throw new UnusableStoreException(
                    "The search index " + directory
                            + " is in use by another process. Stop that one, or name another data directory.",
                    locked);
        } catch (IOException failure) {
            throw new UnusableStoreException(
                    "The search index " + directory + " cannot be opened: " + failure.getMessage()
                            + " It can be deleted at any time, and is then made again.",
                    failure);
        }
    }

    private static IndexWriter writer(Path directory) throws IOException {
        Files.createDirectories(directory);
        try {
            return new IndexWriter(
                    FSDirectory.open(directory), configuration(IndexWriterConfig.OpenMode.CREATE_OR_APPEND));
        } catch (CorruptIndexException | IndexFormatTooOldException | IndexFormatTooNewException unreadable) {
            return new IndexWriter(FSDirectory.open(directory), configuration(IndexWriterConfig.OpenMode.CREATE));
        }
    }

    private static IndexWriterConfig configuration(IndexWriterConfig.OpenMode mode) {
        return new IndexWriterConfig(analyzer()).setOpenMode(mode).setRAMBufferSizeMB(BUFFER_MEGABYTES);
    }

    /** Words by the Unicode rules, in lower case. */
    static Analyzer analyzer() {
        return new StandardAnalyzer();
    }

    private static long committed(IndexWriter writer) {
        var data = writer.getLiveCommitData();
        return data == null
                ? 0
                : StreamSupport.stream(data.spliterator(), false)
                        .filter(entry -> CHANGED.equals(entry.getKey()))
                        .mapToLong(entry -> Long.parseLong(entry.getValue()))
                        .findFirst()
                        .orElse(0);
    }

    /** The last change of a message that it knows. */
    long changed() {
        return changed;
    }

    /** Takes in a message as it stands now. */
    void put(SpaceId space, Message message, long changedBy) throws IOException {
        var key = new Term(MessageDocument.KEY, space + "|" + message.ordinal());
        if (message.deleted()) {
            writer.deleteDocuments(key);
        } else {
            writer.updateDocument(key, MessageDocument.of(key.text(), space, message));
        }
        changed = Math.max(changed, changedBy);
    }

    /** Keeps what was taken in; what was not kept is taken in again after a crash. */
    void commit() throws IOException {
        writer.setLiveCommitData(Map.of(CHANGED, Long.toString(changed)).entrySet());
        writer.commit();
    }

    /** Begins anew. */
    void clear() throws IOException {
        writer.deleteAll();
        changed = 0;
        commit();
    }

    /**
     * The newest messages that hold all words of the query, the last of which may be the beginning of one. Sees all
     * that was taken in before it: to show that at each step would cost more than the searches do.
     */
    public List<Place> search(
            List<SpaceId> spaces, String words, @Nullable MemberId from, @Nullable Instant before, int limit) {
        var query = SearchQuery.of(spaces, words, from, before);
        if (query.isEmpty() || limit < 1) {
            return List.of();
        }
        try {
            searchers.maybeRefreshBlocking();
            var searcher = searchers.acquire();
            try {
                var found = new ArrayList<Place>();
                for (var hit : searcher.search(query.get(), limit, MessageDocument.NEWEST_FIRST).scoreDocs) {
                    found.add(MessageDocument.place(searcher.storedFields()
                            .document(hit.doc, Set.of(MessageDocument.SPACE, MessageDocument.ORDINAL))));
                }
                return found;
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Keeps everything that was taken in. */
    @Override
    public void close() {
        try {
            commit();
            searchers.close();
            writer.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

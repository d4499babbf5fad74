package parley.persistence.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import parley.space.MemberId;
import parley.space.SpaceId;

/**
 * What people type, as the search index understands it: words only, no operators, so nothing that is typed can be an
 * error.
 */
final class SearchQuery {

    /** Words beyond these are ignored. */
    static final int WORDS_MAX = 16;

    private SearchQuery() {}

    /** Nothing where there is no word, or no space to look in. */
    static Optional<Query> of(List<SpaceId> spaces, String text, @Nullable MemberId from, @Nullable Instant before) {
        var words = words(text);
        if (words.isEmpty() || spaces.isEmpty()) {
            return Optional.empty();
        }
        var query = new BooleanQuery.Builder();
        for (var word : words.subList(0, words.size() - 1)) {
            query.add(new TermQuery(new Term(MessageDocument.TEXT, word)), Occur.FILTER);
        }
        query.add(new PrefixQuery(new Term(MessageDocument.TEXT, words.getLast())), Occur.FILTER);
        var names = spaces.stream().map(space -> new BytesRef(space.value())).toList();
        query.add(new TermInSetQuery(MessageDocument.SPACE, names), Occur.FILTER);
        if (from != null) {
            query.add(new TermQuery(new Term(MessageDocument.AUTHOR, from.value())), Occur.FILTER);
        }
        if (before != null) {
            var last = before.toEpochMilli() - 1;
            query.add(LongField.newRangeQuery(MessageDocument.AT, Long.MIN_VALUE, last), Occur.FILTER);
        }
        return Optional.of(query.build());
    }

    private static List<String> words(String text) {
        try (var analyzer = SearchIndex.analyzer();
                var stream = analyzer.tokenStream(MessageDocument.TEXT, text)) {
            var word = stream.addAttribute(CharTermAttribute.class);
            var words = new ArrayList<String>();
            stream.reset();
            while (words.size() < WORDS_MAX && stream.incrementToken()) {
                words.add(word.toString());
            }
            return words;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

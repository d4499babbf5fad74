package parley.persistence.search;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import parley.space.Message;
import parley.space.SpaceId;

/** A message as the search index knows it. Its text is indexed and not kept. */
final class MessageDocument {

    static final String KEY = "key";
    static final String SPACE = "space";
    static final String ORDINAL = "ordinal";
    static final String AUTHOR = "author";
    static final String AT = "at";
    static final String TEXT = "text";

    static final Sort NEWEST_FIRST = new Sort(
            LongField.newSortField(AT, true, SortedNumericSelector.Type.MAX),
            new SortField(ORDINAL, SortField.Type.LONG, true));

    private MessageDocument() {}

    static Document of(String key, SpaceId space, Message message) {
        var document = new Document();
        document.add(new StringField(KEY, key, Field.Store.NO));
        document.add(new StringField(SPACE, space.value(), Field.Store.YES));
        document.add(new StoredField(ORDINAL, message.ordinal()));
        document.add(new NumericDocValuesField(ORDINAL, message.ordinal()));
        document.add(new StringField(AUTHOR, message.author().value(), Field.Store.NO));
        document.add(new LongField(AT, message.at().toEpochMilli(), Field.Store.NO));
        document.add(new TextField(TEXT, message.text(), Field.Store.NO));
        return document;
    }

    static SearchIndex.Place place(Document document) {
        return new SearchIndex.Place(
                new SpaceId(document.get(SPACE)),
                document.getField(ORDINAL).numericValue().longValue());
    }
}

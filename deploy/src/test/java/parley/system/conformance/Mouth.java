package parley.system.conformance;

import org.jspecify.annotations.Nullable;

/** Gives commands to one space. */
interface Mouth {

    Answer post(String key, String text, @Nullable Long ifSeq);

    Answer edit(String message, String text, int revision);
}

package vesper.aot.check;

import java.lang.reflect.RecordComponent;
import vesper.aot.image.Layout;

/** What a {@code @Word} must be, and where it may go. */
final class Words {
    private Words() {}

    static boolean isWord(Class<?> type) {
        return Layout.isWord(type);
    }

    /** Whether it is a record of one long, int or word. */
    static boolean isSound(Class<?> word) {
        RecordComponent[] components = word.getRecordComponents();
        if (components == null || components.length != 1) {
            return false;
        }
        Class<?> type = components[0].getType();
        return type == long.class || type == int.class || (type != word && isWord(type) && isSound(type));
    }
}

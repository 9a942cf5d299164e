package vesper.aot;

import java.lang.reflect.Method;

/** Runs on the JVM what {@link Snippet} runs on the machine. */
public final class OnJvm {
    private OnJvm() {}

    /** What {@code main} returns, of the members of one class. */
    public static long main(String members) {
        SourceLoader loader = new SourceLoader(Snippet.inClass(members));
        try {
            Method main = loader.loadClass("Main").getDeclaredMethod("main");
            main.setAccessible(true);
            return (long) main.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

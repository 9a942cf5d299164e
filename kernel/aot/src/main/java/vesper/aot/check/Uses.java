package vesper.aot.check;

import java.lang.reflect.Field;
import vesper.aot.ir.Position;
import vesper.aot.world.JavaMethod;

/** What a method that is checked makes reachable. */
interface Uses {
    void diagnose(Rule rule, String where, Object... details);

    /** A call of exactly this method. */
    void calls(JavaMethod method, Position where);

    /** A call of the method of this name and descriptor that the receiver, an {@code owner}, has. */
    void callsVirtual(Class<?> owner, JavaMethod method, Position where);

    /** Initialises a class; whether that went well. */
    boolean initialises(Class<?> type, Position where);

    /** The object is referred to by code; {@code path} says how. */
    void object(Object object, String path, Position where);

    /** A static field that is memory. */
    void memory(Field field, Position where);

    void symbol(String name, Position where);
}

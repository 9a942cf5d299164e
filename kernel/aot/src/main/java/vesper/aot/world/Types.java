package vesper.aot.world;

import java.util.ArrayList;
import java.util.List;
import vesper.aot.image.Layout;
import vesper.aot.ir.Type;

/** How Java's types lie in registers. */
public final class Types {
    private Types() {}

    /** Of a local variable, parameter, field or result. */
    public static Type of(Class<?> type) {
        if (type == void.class) {
            return Type.VOID;
        }
        if (type == long.class) {
            return Type.I64;
        }
        if (type == float.class || type == double.class) {
            throw new IllegalArgumentException("floating point is to be refused");
        }
        if (type.isPrimitive()) {
            return Type.I32;
        }
        return Layout.isWord(type) ? of(Layout.component(type)) : Type.REF;
    }

    /** What the code of a method takes: its receiver, unless a word's constructor makes it, and its parameters. */
    public static List<Type> parameters(JavaMethod method) {
        List<Type> types = new ArrayList<>();
        if (!method.isStatic() && !method.isConstructor()) {
            types.add(of(method.owner()));
        }
        method.parameters().forEach(parameter -> types.add(of(parameter)));
        return types;
    }

    /** What the code of a method returns: of a word's constructor, the word. */
    public static Type result(JavaMethod method) {
        return method.isConstructor() ? of(method.owner()) : of(method.result());
    }
}

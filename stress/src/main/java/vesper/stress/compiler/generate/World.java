package vesper.stress.compiler.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a program declares, and expressions may therefore name. Grows while it is generated. */
final class World {
    /**
     * A class or an interface.
     *
     * @param parents the superclass, and interfaces
     * @param fields as they are written behind a receiver and a dot, inherited ones left out
     */
    record Shape(
            JavaType.Named type, List<Shape> parents, boolean isAbstract, List<Variable> fields, List<Method> methods) {
        boolean isA(Shape other) {
            return type.equals(other.type) || parents.stream().anyMatch(parent -> parent.isA(other));
        }

        List<Variable> allFields() {
            return Stream.concat(parents.stream().flatMap(parent -> parent.allFields().stream()), fields.stream())
                    .toList();
        }

        List<Method> allMethods() {
            return Stream.concat(parents.stream().flatMap(parent -> parent.allMethods().stream()), methods.stream())
                    .toList();
        }
    }

    final List<Variable> statics = new ArrayList<>();
    final List<Method> functions = new ArrayList<>();
    final List<Shape> shapes = new ArrayList<>();
    final Map<JavaType.Word, List<Method>> words = new LinkedHashMap<>();
    final List<String> strings = new ArrayList<>();
    final List<String> atomics = new ArrayList<>();
    final List<String> enumConstants = new ArrayList<>();
    final JavaType.Named enumeration = new JavaType.Named("E");

    Shape shape(JavaType.Named type) {
        return shapes.stream()
                .filter(shape -> shape.type.equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type.text()));
    }

    boolean isShape(JavaType type) {
        return shapes.stream().anyMatch(shape -> shape.type.equals(type));
    }

    /** Whether a reference of {@code from} may be assigned to {@code to} without a cast. */
    boolean isAssignable(JavaType from, JavaType to) {
        if (from.equals(to)) {
            return true;
        }
        return from instanceof JavaType.Named a
                && to instanceof JavaType.Named b
                && isShape(a)
                && isShape(b)
                && shape(a).isA(shape(b));
    }

    List<Shape> concrete() {
        return shapes.stream().filter(shape -> !shape.isAbstract).toList();
    }
}

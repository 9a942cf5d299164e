package vesper.stress.compiler.generate;

import java.util.List;

/** A method that expressions may call: by its class, or on a receiver. */
record Method(String name, JavaType result, List<JavaType> parameters) {
    Method {
        parameters = List.copyOf(parameters);
    }
}

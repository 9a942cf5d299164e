package vesper.aot.image;

import java.util.Collection;
import java.util.Optional;
import vesper.aot.ir.MethodRef;

/** What dispatch needs to know of the closed world. */
public interface Hierarchy {
    /** The classes of all objects of the image, in an order that is the same in each build. */
    Collection<Class<?>> instantiated();

    /** The method that a call of {@code declared} runs on an object of class {@code receiver}. */
    Optional<MethodRef> resolve(MethodRef declared, Class<?> receiver);

    /** The class of an internal name such as {@code vesper/kernel/Foo} or of an array's descriptor such as {@code [J}. */
    Class<?> type(String name);
}

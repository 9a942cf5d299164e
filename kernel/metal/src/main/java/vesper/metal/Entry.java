package vesper.metal;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A static method that assembly calls, by the psABI's integer convention: compiled always, under the name {@link #value}.
 * {@link Symbol#address} gives its address.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Entry {
    /** The symbol; the method's own name unless told. */
    String value() default "";
}

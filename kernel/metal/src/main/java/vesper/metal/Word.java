package vesper.metal;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record that lives in a register: one component, a {@code long}, an {@code int} or another word. Compiled, it is
 * never an object: it can't be {@code null}, compared by {@code ==}, put into an array or seen as an {@code Object}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Word {}

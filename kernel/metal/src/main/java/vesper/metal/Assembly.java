package vesper.metal;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class of assembly language: its {@code public static void assemble(vesper.isa.Assembler)} runs at build time and
 * adds its code and data to the image. Kernel Java can't call it; it may name its labels by {@link Symbol#address}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Assembly {}

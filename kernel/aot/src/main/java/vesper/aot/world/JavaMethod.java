package vesper.aot.world;

import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.LineNumber;
import java.util.List;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Position;

/**
 * A method of a class file.
 *
 * @param owner the class that declares it
 * @param file the source file, with its package's folders
 * @param parameters as declared, without the receiver
 */
public record JavaMethod(
        Class<?> owner, MethodRef ref, MethodModel model, String file, List<Class<?>> parameters, Class<?> result) {
    public boolean is(int flag) {
        return (model.flags().flagsMask() & flag) != 0;
    }

    public boolean isStatic() {
        return is(ClassFile.ACC_STATIC);
    }

    public boolean isAbstract() {
        return is(ClassFile.ACC_ABSTRACT);
    }

    public boolean isConstructor() {
        return ref.name().equals("<init>");
    }

    /** Whether no class can override it, so that a call needs no look at the receiver. */
    public boolean isFixed() {
        return isConstructor()
                || is(ClassFile.ACC_STATIC | ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL)
                || (owner.getModifiers() & ClassFile.ACC_FINAL) != 0;
    }

    public Position position(int line) {
        return new Position(ref, file, line, null);
    }

    /** The line of its first instruction; 0 if the class file doesn't say. */
    public int firstLine() {
        return model.code()
                .flatMap(code -> code.elementStream()
                        .filter(LineNumber.class::isInstance)
                        .map(element -> ((LineNumber) element).line())
                        .findFirst())
                .orElse(0);
    }

    @Override
    public String toString() {
        return ref.symbol();
    }
}

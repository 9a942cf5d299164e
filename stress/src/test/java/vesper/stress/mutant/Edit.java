package vesper.stress.mutant;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A change of one call in a class file.
 *
 * @param className the class that is changed, as {@code vesper.hart.Mailbox}
 * @param method the method that makes the call
 * @param callee the class and method that it calls, as {@code LockSupport.unpark}
 * @param which of several such calls, from 1; 0 where there is one only
 * @param change what becomes of the call
 */
record Edit(String className, String method, String callee, int which, Change change) {
    /** Puts something in place of a call. */
    @FunctionalInterface
    interface Change {
        void replace(CodeBuilder code, InvokeInstruction call);
    }

    /** Leaves a call out that returns nothing. */
    static Edit drop(String className, String method, String callee) {
        return new Edit(className, method, callee, 0, Edit::pop);
    }

    /** Calls a method of the same class and type, but another name. */
    static Edit rename(String className, String method, String callee, String name) {
        return new Edit(
                className,
                method,
                callee,
                0,
                (code, call) -> code.invoke(
                        call.opcode(), call.owner().asSymbol(), name, call.typeSymbol(), call.isInterface()));
    }

    /** Calls the static method of the same name in another class, with the object, if there is one, as first argument. */
    static Edit redirect(String className, String method, String callee, String target) {
        return new Edit(
                className,
                method,
                callee,
                0,
                (code, call) ->
                        code.invokestatic(ClassDesc.of(target), call.name().stringValue(), withObject(call)));
    }

    /** The same change of one of several such calls. */
    Edit ofCall(int number) {
        return new Edit(className, method, callee, number, change);
    }

    private static MethodTypeDesc withObject(InvokeInstruction call) {
        MethodTypeDesc type = call.typeSymbol();
        return call.opcode() == Opcode.INVOKESTATIC
                ? type
                : type.insertParameterTypes(0, call.owner().asSymbol());
    }

    private static void pop(CodeBuilder code, InvokeInstruction call) {
        MethodTypeDesc type = call.typeSymbol();
        if (!type.returnType().equals(ConstantDescs.CD_void)) {
            throw new IllegalStateException(call + " returns something");
        }
        for (int i = type.parameterCount() - 1; i >= 0; i--) {
            if (TypeKind.from(type.parameterType(i)).slotSize() == 2) {
                code.pop2();
            } else {
                code.pop();
            }
        }
        if (call.opcode() != Opcode.INVOKESTATIC) {
            code.pop();
        }
    }

    /**
     * The changed class file.
     *
     * @throws IllegalStateException unless there is exactly one such call, or as many as {@link #which} says
     */
    byte[] apply(byte[] classFile, ClassLoader loader) {
        ClassFile parser = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver())));
        AtomicInteger found = new AtomicInteger();
        CodeTransform replacing = (code, element) -> {
            if (element instanceof InvokeInstruction call && isMeant(call)) {
                if (found.incrementAndGet() == which || which == 0) {
                    change.replace(code, call);
                } else {
                    code.with(element);
                }
            } else {
                code.with(element);
            }
        };
        ClassModel model = parser.parse(classFile);
        byte[] changed = parser.transformClass(
                model,
                ClassTransform.transformingMethodBodies(
                        each -> each.methodName().equalsString(method), replacing));
        if (which == 0 ? found.get() != 1 : found.get() < which) {
            throw new IllegalStateException(
                    "expected one call of %s in %s.%s, found %d".formatted(callee, className, method, found.get()));
        }
        return changed;
    }

    private boolean isMeant(InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        return callee.equals(
                owner.substring(owner.lastIndexOf('/') + 1) + "." + call.name().stringValue());
    }
}

package vesper.hart.region;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;

/**
 * Makes the class with which every region begins, so that C2 leaves no branch out of it.
 *
 * <p>Where a branch was never taken while HotSpot watched, C2 puts a trap instead of its code. Control that comes there
 * drops the whole method, which is interpreted until it is compiled again: half a second for a long region, for one
 * branch after the other. C2 does so no more in a method that trapped {@code PerMethodTrapLimit} times, and counts the
 * traps of what it inlines before. There is no such limit for regions alone; so here is a method that is made to trap
 * that often ({@code vesper.hart.translate.TrapLesson}), and of which nothing is left where a region calls it.
 *
 * <pre>
 *   static void keep(int depth, boolean trap) {
 *       if (depth &gt; 0) keep(depth - 1, trap);
 *       if (trap) depth++;                           never taken before it is compiled
 *   }
 * </pre>
 *
 * <p>It is made at run time, since the JVM's AOT cache would keep what it learned of a class in a file, and HotSpot does
 * not compile a trained method that C1 is kept from.
 */
public final class AllBranches {
    /** The method's name. */
    public static final String KEEP = "keep";

    private static final MethodTypeDesc TYPE = MethodTypeDesc.of(CD_void, CD_int, CD_boolean);

    private AllBranches() {}

    /** The class file; its class must be there before the first region is. */
    public static byte[] bytes() {
        return ClassFile.of()
                .build(
                        Names.ALL_BRANCHES,
                        type -> type.withSuperclass(CD_Object)
                                .withMethodBody(KEEP, TYPE, ClassFile.ACC_STATIC, AllBranches::body));
    }

    private static void body(CodeBuilder code) {
        Label deepest = code.newLabel();
        Label end = code.newLabel();
        code.iload(0)
                .ifle(deepest)
                .iload(0)
                .iconst_1()
                .isub()
                .iload(1)
                .invokestatic(Names.ALL_BRANCHES, KEEP, TYPE)
                .labelBinding(deepest)
                .iload(1)
                .ifeq(end)
                .iinc(0, 1)
                .labelBinding(end)
                .return_();
    }

    static void call(CodeBuilder code) {
        code.iconst_0().iconst_0().invokestatic(Names.ALL_BRANCHES, KEEP, TYPE);
    }
}

// Imports, an open Blas and products for jshell. README.md says how to start it.
import static dev.panblas.matrix.Precision.DOUBLE;
import static dev.panblas.matrix.Precision.SINGLE;
import static dev.panblas.operations.Comparison.*;
import static dev.panblas.operations.Elementwise.*;
import static dev.panblas.operations.Norms.*;
import static dev.panblas.operations.Reductions.*;
import dev.panblas.autoencoder.*;
import dev.panblas.backend.*;
import dev.panblas.blas.*;
import dev.panblas.matrix.*;
import dev.panblas.matrix.Vector;  // not java.util.Vector, which jshell's own imports include
import dev.panblas.npy.*;
import dev.panblas.optimize.*;
import java.lang.foreign.*;
Blas blas = Blas.open()
Matrix product(Matrix a, Matrix b) { Matrix c = Matrix.allocate(a.precision(), a.rows(), b.columns()); blas.gemm(1, a, b, 0, c); return c; }
System.out.println("Panblas on " + blas.library())

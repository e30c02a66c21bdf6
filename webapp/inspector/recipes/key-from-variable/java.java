import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

class KeyFromVariable {
    public static void main(String[] arguments) throws Exception {
        // Line breaks, not a backslash and an n.
        String pem = System.getenv("PRIVATE_KEY").replace("\\n", "\n");
        String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
        PrivateKey privateKey = KeyFactory.getInstance("EC").generatePrivate(encoded); // RSA: "RSA"

        System.out.println(privateKey.getAlgorithm() + " key read");
    }
}

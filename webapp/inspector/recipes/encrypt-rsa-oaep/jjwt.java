import io.jsonwebtoken.Jwts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

class Encrypt {
    public static void main(String[] arguments) throws Exception {
        String pem = Files.readString(Path.of("public-key.pem"));
        String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        var encoded = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
        PublicKey publicKey = KeyFactory.getInstance("RSA").generatePublic(encoded);

        String token = Jwts.builder()
            .header().keyId("key-1").and()
            .subject("alice")
            .encryptWith(publicKey, Jwts.KEY.RSA_OAEP_256, Jwts.ENC.A256GCM)
            .compact();
        System.out.println(token);
    }
}

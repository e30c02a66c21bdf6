import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

class Sign {
    static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String part(String json, Object... values) {
        return base64url(json.formatted(values).getBytes(StandardCharsets.UTF_8));
    }

    public static void main(String[] arguments) throws Exception {
        String pem = Files.readString(Path.of("private-key.pem"));
        String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
        PrivateKey privateKey = KeyFactory.getInstance("EC").generatePrivate(encoded);
        long now = System.currentTimeMillis() / 1000; // whole seconds
        String header = part("""
            {"alg":"ES256","typ":"JWT","kid":"key-1"}""");
        String claims = part("""
            {"iss":"https://issuer.example","sub":"alice","iat":%d,"exp":%d}""", now, now + 300);
        String message = header + "." + claims;

        // R and S side by side; SHA256withECDSA alone gives DER
        Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
        signer.initSign(privateKey);
        signer.update(message.getBytes(StandardCharsets.UTF_8));
        byte[] signature = signer.sign();
        System.out.println(message + "." + base64url(signature));
    }
}

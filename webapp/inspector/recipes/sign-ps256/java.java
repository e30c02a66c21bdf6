import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
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
        PrivateKey privateKey = KeyFactory.getInstance("RSA").generatePrivate(encoded);
        long now = System.currentTimeMillis() / 1000; // whole seconds
        String header = part("""
            {"alg":"PS256","typ":"JWT","kid":"key-1"}""");
        String claims = part("""
            {"iss":"https://issuer.example","sub":"alice","iat":%d,"exp":%d}""", now, now + 300);
        String message = header + "." + claims;

        Signature signer = Signature.getInstance("RSASSA-PSS");
        // MGF1 with the same hash, and a salt as long as it: the default has SHA-1 and 20
        var mgf1 = MGF1ParameterSpec.SHA256;
        signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", mgf1, 32, 1));
        signer.initSign(privateKey);
        signer.update(message.getBytes(StandardCharsets.UTF_8));
        byte[] signature = signer.sign();
        System.out.println(message + "." + base64url(signature));
    }
}

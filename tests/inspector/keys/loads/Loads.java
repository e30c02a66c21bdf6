// Whether Java reads a private key, in the usual three lines, as it has no reader of PEM: a line of JSON in, a line of JSON out.

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Scanner;

class Loads {
  public static void main(String[] args) {
    var lines = new Scanner(System.in, StandardCharsets.UTF_8);
    while (lines.hasNextLine()) {
      var file = Base64.getDecoder().decode(lines.nextLine().split("\"")[3]);
      System.out.println("{\"reads\": " + reads(new String(file, StandardCharsets.UTF_8)) + "}");
    }
  }

  static boolean reads(String pem) {
    return reads(pem, "EC") || reads(pem, "RSA") || reads(pem, "EdDSA");
  }

  static boolean reads(String pem, String algorithm) {
    try {
      var bare = pem.replace("-----BEGIN PRIVATE KEY-----", "").replace("-----END PRIVATE KEY-----", "");
      var body = Base64.getDecoder().decode(bare.replaceAll("\\s", ""));
      KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(body));
      return true;
    } catch (Exception refused) {
      return false;
    }
  }
}

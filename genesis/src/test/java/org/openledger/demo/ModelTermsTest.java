package org.openledger.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.precompile.fee.Fee;
import org.openledger.precompile.system.Parameter;

class ModelTermsTest {

  @Test
  void theDefaultAnswerCostsWhatThePublishedExampleDoes() {
    int prompt = Tokenizers.byId("cl100k_base").encode(Answer.PROMPT).length;
    assertThat(prompt).isEqualTo(40);
    Fee fee = ModelTerms.fee(prompt, DemoOptions.TOKENS, Parameter.PLATFORM_FEE.standard());
    assertThat(fee.gross()).isEqualTo(new BigInteger("1140000000000000000"));
    assertThat(fee.net()).isEqualTo(new BigInteger("640000000000000000"));
    assertThat(fee.creator()).isEqualTo(new BigInteger("448000000000000000"));
    assertThat(fee.stakers()).isEqualTo(new BigInteger("64000000000000000"));
    assertThat(fee.contributors()).isEqualTo(new BigInteger("128000000000000000"));
  }
}

Feature: A message with very many orders

  Some HIS send a whole course of therapy, or a morning of prescriptions, as one message.

  @large
  Scenario: Two hundred orders for one patient in one message
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    When the HIS sends 200 orders in one message
    Then the HIS hears "OK" of each order, in the answer or after it
    And there is one bag of each order

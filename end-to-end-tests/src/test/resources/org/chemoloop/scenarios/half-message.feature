Feature: A broken message does not spoil the next one

  Scenario: Half a message, and then a good one on the same line
    When the HIS sends half an arrival of patient "测试^丙" and then a whole arrival of patient "测试^丁" on the same line
    Then the whole message is answered "AA" under its own message control id
    And patient "测试^丁" is known, once
    And patient "测试^丙" is not known

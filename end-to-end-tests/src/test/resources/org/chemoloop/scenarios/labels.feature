Feature: A label that names the right bag, once

  Scenario: Printed, printed again with a reason, and on record
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And the doctor has ordered a "carboplatin" bag
    When "nurse1" prints the label of the "carboplatin" bag
    Then the label comes out of the printer, once
    And the print is on record with "nurse1"
    When "nurse1" prints the label of the "carboplatin" bag
    Then the print is refused as "already-printed"
    When "nurse1" prints the label of the "carboplatin" bag again because "标签破损"
    Then the label comes out of the printer, once

  Scenario: Printed after a kill
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And the doctor has ordered a "carboplatin" bag
    When "nurse1" prints the label of the "carboplatin" bag
    And the label comes out of the printer, once
    And the label service has been killed
    And the engineer starts what is not running
    And "nurse1" prints the label of the "carboplatin" bag
    Then the print is refused as "already-printed"

  Scenario: No label for a bag that must not be used
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And the doctor has ordered a "carboplatin" bag
    And the doctor has cancelled (作废) the "carboplatin" order
    When "nurse1" prints the label of the "carboplatin" bag
    Then the print is refused as "void-label"

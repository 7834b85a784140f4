Feature: A doctor who withdraws an order hears the truth

  Scenario: Cancelled before the start
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And the doctor has ordered a "carboplatin" bag
    When the doctor cancels (作废) the "carboplatin" order
    Then the HIS is answered "CR"
    And the "carboplatin" bag is "cancelled"
    And the PIVAS is told that the "carboplatin" bag is cancelled

  Scenario: A cancelled bag can no longer be released
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And the doctor has ordered a "carboplatin" bag
    And the doctor has cancelled (作废) the "carboplatin" order
    When "nurse1" tries to release (通知发药) the "carboplatin" bag
    Then the scan is refused, in Chinese

  @scenario-4
  Scenario: Too late: the bag is already running
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And a "carboplatin" bag for that patient has been received (收药)
    And "nurse1" starts (用药) the "carboplatin" bag at the patient's own wristband, "nurse2" as witness
    When the doctor cancels (作废) the "carboplatin" order
    Then the HIS is answered "UC" or "UD"
    And the "carboplatin" bag is still "infusing"

  @scenario-4
  Scenario: Cancelled after the PIVAS has compounded the bag
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And a "carboplatin" bag for that patient has been received (收药)
    When the doctor cancels (作废) the "carboplatin" order
    Then the HIS is answered "CR"
    And the PIVAS is told that the "carboplatin" bag is cancelled
    When "nurse1" tries to start (用药) the "carboplatin" bag, "nurse2" as witness
    Then the scan is refused as "not-active", in Chinese
    And the HIS has heard nothing of an infusion

  @scenario-12
  Scenario: The cancellation overtakes its order
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    When the doctor cancels (作废) an order that has not arrived yet
    Then the HIS is answered "UC"

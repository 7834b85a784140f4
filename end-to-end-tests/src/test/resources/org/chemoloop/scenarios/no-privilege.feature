Feature: Doctors order what they are privileged for

  @scenario-14
  Scenario: A doctor without the privilege orders rituximab (限制使用级)
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    When doctor "D0002^医生^丙" orders these bags
      | bag       | contents                |
      | rituximab | NS500 500, RITUX100 600 |
    Then the HIS is answered "UA"
    And the answer says in Chinese that "处方权限" is missing
    And the "rituximab" order is "rejected" and became no bag

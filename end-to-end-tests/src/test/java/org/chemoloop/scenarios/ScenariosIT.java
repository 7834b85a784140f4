package org.chemoloop.scenarios;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Runs every feature file of this package against one installation of its own. */
@Suite
@IncludeEngines("cucumber")
@SelectPackages("org.chemoloop.scenarios")
class ScenariosIT {}

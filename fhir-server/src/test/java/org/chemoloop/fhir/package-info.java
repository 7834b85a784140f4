/** One running server for all tests of this module, and a caller that speaks FHIR to it as any person. */
package org.chemoloop.fhir;

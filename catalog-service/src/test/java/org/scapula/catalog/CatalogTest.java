package org.scapula.catalog;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;

/// The service over HTTP, in its own room of a real PostgreSQL.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "catalog"))
@WithTestResource(IssuerForTests.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CatalogTest {}

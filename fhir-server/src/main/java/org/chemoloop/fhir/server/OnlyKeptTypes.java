package org.chemoloop.fhir.server;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** Drops HAPI's beans for the 116 resource types that are not kept here: they cost seconds at every start. */
@Component
class OnlyKeptTypes implements BeanDefinitionRegistryPostProcessor, Ordered {

    private static final Pattern DAO_OR_PROVIDER = Pattern.compile("my([A-Z][A-Za-z]+?)(Dao|Rp)R4");
    /** HAPI asks for these beans by name, though nothing of the type is kept. */
    private static final Set<String> WANTED_BY_HAPI = Set.of("System", "ConceptMap");

    private static final String LIST_OF_ALL_DAOS = "myResourceDaosR4";

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry beans) {
        for (String name : beans.getBeanDefinitionNames()) {
            Matcher match = DAO_OR_PROVIDER.matcher(name);
            boolean dropped = match.matches()
                    && !ResourceTypes.KEPT.contains(match.group(1))
                    && !WANTED_BY_HAPI.contains(match.group(1));
            if (dropped || name.equals(LIST_OF_ALL_DAOS)) {
                beans.removeBeanDefinition(name);
            }
        }
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {}

    /** After the configuration classes have been read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}

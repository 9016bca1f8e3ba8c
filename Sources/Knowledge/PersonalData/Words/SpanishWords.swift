/// Spanish words that tell personal data from other text. A low line joins the tokens of a phrase.
enum SpanishWords {
  static let text = """
    phone: teléfono telefono llame llamar llámele móvil celular marque marcar fijo línea_gratuita escríbale_por \
      número_de_teléfono llámelo contacto_telefónico teléfonos llamada llámenla llámenlo llamen llámenme llámame \
      márquele
    email: correo correo_electrónico escriba_a escríbale_a
    numbering: número numero números núm núm. n.º
    glue: luego entonces después cuando pero es son el la los las su sus mi del de al a por en con y un una para desde \
      lleva dice se cuyo n vehículo carro moto camioneta camión
    coordinate: latitud longitud coordenadas coordenada ubicación punto_gps
    hemisphere: norte sur este oeste
    degree: grados grado
    minute: minutos minuto
    second: segundos segundo
    grid: coordenadas_utm
    identity: pasaporte documento_de_identidad cédula_de_ciudadanía carné_de_identidad carnet_de_identidad \
      tarjeta_de_identidad documento_nacional número_de_identificación licencia_de_conducir seguridad_social \
      acta_de_nacimiento registro_civil carné credencial_de_elector clave_de_elector número_de_cédula \
      número_de_identidad clave_única tarjeta_de_residencia carné_de_refugiado partida_de_nacimiento \
      licencia_de_conducción salvoconducto
    account: cuenta cuenta_bancaria número_de_cuenta cuenta_corriente cuenta_de_ahorros tarjeta_de_crédito \
      cuenta_de_ahorro tarjeta_débito nequi daviplata
    plate: placa placas matrícula matrículas patente
    file: expediente radicado sumario número_de_expediente denuncia proceso_penal noticia_criminal orden_de_captura \
      causa carpeta_de_investigación proceso número_de_caso caso_n.º querella
    born: nació nacido nacida nací
    birthday: fecha_de_nacimiento f._de_nacimiento cumpleaños natalicio fecha_nacimiento fecha_nac f.n.
    month: enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ene abr ago dic
    years: años año
    aged: edad de_edad edad_de
    have: tiene tenía tengo cumplió tenia
    female: mujer niña madre viuda esposa hija hermana abuela tía señora sobrina muchacha enfermera maestra lideresa \
      comerciante_mujer
    male: hombre niño padre marido hijo hermano abuelo tío señor sobrino muchacho esposo viudo
    role: maestra maestro profesora profesor enfermera enfermero pescador pescadora comerciante campesino campesina jefe cura \
      sacerdote pastor soldado comandante guerrillero guerrillera estudiante conductor periodista abogado abogada juez \
      agricultor agricultora ganadero alcalde alcaldesa gobernador ministro coronel general capitán teniente médico médica \
      partera líder lideresa dirigente activista voluntario voluntaria director directora mecánico albañil carpintero \
      vigilante costurera sastre obispo monja tendero vendedora vendedor minero traductor intérprete presidente secretaria \
      policía hijo_del hija_del esposa_del mujer_del catequista partero curandero
    person: persona bebé huérfano huérfana joven adolescente víctima paciente habitante vecino vecina refugiado refugiada \
      testigo sobreviviente detenido detenida preso alguien desplazado desplazada criatura
    pronoun: él ella yo
    plural: personas mujeres hombres niños niñas madres padres viudas hijos hijas jóvenes adolescentes menores adultos \
      civiles ellos ellas quienes refugiados miembros víctimas habitantes detenidos combatientes soldados reclutas \
      votantes participantes voluntarios muchachos muchachas mayores alumnos estudiantes
    thing: comité red programa proyecto organización asociación estado república movimiento idea iniciativa misión unión \
      partido ong conflicto guerra acuerdo ley tratado tregua campamento escuela política sistema mandato crisis paz plan \
      estudio informe pena condena cárcel prisión puente carretera edificio presa pozo árbol régimen gobierno tradición \
      ciudad pueblo iglesia hospital coalición fuerza ejército consejo comisión tribunal convención experiencia período \
      mercado grupo alianza
    bound: menos más media promedio mediana mínimo máximo mínima máxima entre superior inferior aproximadamente \
      mayor_de menor_de mayores_de menores_de
    from: de del en desde
    settlement: aldea vereda barrio caserío corregimiento pueblo resguardo campamento
    handle: usuario usuaria nombre_de_usuario cuenta perfil apodo nombre
    title: sr sra srta don doña doctor doctora coronel capitán general comandante teniente sargento padre hermana hermano \
      monseñor pastor presidente presidenta ministro gobernador alcalde juez fray sor mayor_general cabo
    said: dijo dice contó cuenta_que explicó afirmó declaró según esposa_de mujer_de marido_de hijo_de hija_de hermano_de \
      hermana_de madre_de padre_de llamado llamada alias conocido_como respondió añadió testificó
    unit: personas habitantes pesos euros dólares soles familias hogares desplazados refugiados llamadas veces soldados \
      policías aldeas casas metros kilómetros millones miles toneladas litros camiones votos casos muertos miembros \
      mujeres hombres niños horas días semanas meses
    document: resolución párrafo página páginas artículo capítulo versión volumen tabla figura anexo informe presupuesto
    article: un una el la este esta su mi
    identity: documento tarjeta carné permiso certificado ficha registro número_de_afiliación afiliación \
      código_de_familia cédula_v historia_clínica matrícula_del_alumno expediente_médico imei_del carnet credencial \
      dni_n documento_n.º tarjeta_sim número_de_registro número_de_serie folio brazalete cupón identificación
    account: consignar consignar_a depositar_a transferir_a nequi_n
    file: radicado_n denuncia_n.º la_denuncia
    birthday: nacimiento f.nac. f._nac. nac.:
    born: nacieron naciste haber_nacido vino_al_mundo
    months: mes meses semana semanas día días
    life: murió muere falleció casó casaron casada casado secuestrada secuestrado reclutada reclutado asesinado \
      asesinada violada desapareció embarazada
    have: tienen cumplir cumple tendrá tenían
    female: femenino bebita nena hijita abuelita suegra nuera nieta melliza gemela
    male: masculino nene hijito abuelito suegro yerno nieto mellizo gemelo
    person: lactante recién_nacido recién_nacida chico chica muerto muerta fallecido fallecida
    thing: sudán_del_sur firma pozo
    plural: mellizos mellizas gemelos gemelas pacientes alumnas
    person: beneficiario beneficiaria viejo vieja anciano anciana solicitante
    identity: visa visado
    vehicle: carro camión camioneta moto motocicleta bus taxi vehículo
    """
}
